/** What the tests of several modules need from a network: certificates, servers that misbehave, ports where nobody listens. */
@NullMarked
package com.runmat.telemetry.kit;

import org.jspecify.annotations.NullMarked;
