/** Where the ingestion key comes from. */
@NullMarked
package com.runmat.telemetry.forwarder.key;

import org.jspecify.annotations.NullMarked;
