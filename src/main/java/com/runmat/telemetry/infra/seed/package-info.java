/** What a deployment is made from: where its state is, what that is encrypted with, who deploys. A project of its own. */
@NullMarked
package com.runmat.telemetry.infra.seed;

import org.jspecify.annotations.NullMarked;
