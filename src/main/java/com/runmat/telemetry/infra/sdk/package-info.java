/** What makes Pulumi's SDK take less of a preview than it does by itself; what it registers stays the same. */
@NullMarked
package com.runmat.telemetry.infra.sdk;

import org.jspecify.annotations.NullMarked;
