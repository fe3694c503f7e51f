/**
 * What an image holds beside its jars: the part of the JDK that the services use, an archive of classes that lets them start at
 * once, and the licences. Runs while an image is built, on the machine that builds it; docs/decisions/0032 says why.
 */
@NullMarked
package com.runmat.telemetry.image;

import org.jspecify.annotations.NullMarked;
