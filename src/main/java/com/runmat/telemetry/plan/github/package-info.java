/** What a workflow tells on GitHub: comments and labels of a pull request, and an issue that stands while something is so. */
@NullMarked
package com.runmat.telemetry.plan.github;

import org.jspecify.annotations.NullMarked;
