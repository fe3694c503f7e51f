/** Google's APIs, asked with the credentials and at the addresses that the provider uses. Nothing here changes anything. */
@NullMarked
package com.runmat.telemetry.plan.google;

import org.jspecify.annotations.NullMarked;
