/** The stack's configuration: one record tree, read and checked at once. */
@NullMarked
package com.runmat.telemetry.infra.config;

import org.jspecify.annotations.NullMarked;
