/**
 * The sender's side of the promise to users: five events, typed so that nothing else can be sent; every way to switch it off;
 * and a delivery that never makes its caller wait. Needs Java 17 and nothing else.
 */
@NullMarked
package com.runmat.telemetry.client;

import org.jspecify.annotations.NullMarked;
