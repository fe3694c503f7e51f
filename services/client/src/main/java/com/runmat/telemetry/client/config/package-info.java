/** What the user's {@code config.toml} says about telemetry, read on the careful side, and how it is changed. */
@NullMarked
package com.runmat.telemetry.client.config;

import org.jspecify.annotations.NullMarked;
