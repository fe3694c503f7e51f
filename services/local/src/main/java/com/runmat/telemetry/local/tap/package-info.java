/** What listens in front of the two services: passes on what clients send, unchanged, and tells the journal. */
@NullMarked
package com.runmat.telemetry.local.tap;

import org.jspecify.annotations.NullMarked;
