/**
 * What a text must look like to be kept, by section 4 of the wire contract: no path, no address, no host's name, no source code
 * and no sentence has such a look. The services keep no text of another shape, and the client sends none. Needs Java 17 and nothing else.
 */
@NullMarked
package com.runmat.telemetry.shapes;

import org.jspecify.annotations.NullMarked;
