/** What is known in advance and kept as a table beside the code that reads it. */
@NullMarked
package com.runmat.telemetry.plan.table;

import org.jspecify.annotations.NullMarked;
