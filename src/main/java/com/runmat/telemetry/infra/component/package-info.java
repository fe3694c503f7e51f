/** What every component is made of: where it stands, and the options of its children. */
@NullMarked
package com.runmat.telemetry.infra.component;

import org.jspecify.annotations.NullMarked;
