/** What all commands of {@code ./telemetry} have in common: one form of help, of mistakes and of exit codes. Knows no command. */
@NullMarked
package com.runmat.telemetry.commandline;

import org.jspecify.annotations.NullMarked;
