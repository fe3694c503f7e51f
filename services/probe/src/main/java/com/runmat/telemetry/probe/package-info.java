/** Looks at a deployment from outside, as a client and an operator see it: names, certificates, answers, datagrams. */
@NullMarked
package com.runmat.telemetry.probe;

import org.jspecify.annotations.NullMarked;
