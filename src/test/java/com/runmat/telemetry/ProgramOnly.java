package com.runmat.telemetry;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves tests out wherever a build has put them; ArchUnit's own option knows {@code target/test-classes} alone, not that of a profile. */
public final class ProgramOnly implements ImportOption {
    @Override
    public boolean includes(Location location) {
        return !location.contains("/test-classes/");
    }
}
