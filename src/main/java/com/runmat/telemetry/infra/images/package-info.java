/** The services' images: where they are kept, what their tags stand for, and how those that lack are built. */
@NullMarked
package com.runmat.telemetry.infra.images;

import org.jspecify.annotations.NullMarked;
