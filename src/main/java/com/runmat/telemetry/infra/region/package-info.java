/**
 * What stands in one region: subnet, worker, forwarders. The logical name of everything here begins with the region's
 * name, so that a new region is only creates, an old one only deletes, and a lost one can be left out by its pattern.
 */
@NullMarked
package com.runmat.telemetry.infra.region;

import org.jspecify.annotations.NullMarked;
