package com.runmat.telemetry.infra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionSettingsTest {
    /** Google Cloud's, as of November 2026. */
    private static final List<String> ALL = List.of(
            ("africa-south1 asia-east1 asia-east2 asia-northeast1 asia-northeast2 asia-northeast3 asia-south1 asia-south2 "
                            + "asia-southeast1 asia-southeast2 australia-southeast1 australia-southeast2 europe-central2 "
                            + "europe-north1 europe-north2 europe-southwest1 europe-west1 europe-west10 europe-west12 "
                            + "europe-west2 europe-west3 europe-west4 europe-west6 europe-west8 europe-west9 me-central1 "
                            + "me-central2 me-west1 northamerica-northeast1 northamerica-northeast2 northamerica-south1 "
                            + "southamerica-east1 southamerica-west1 us-central1 us-east1 us-east4 us-east5 us-south1 "
                            + "us-west1 us-west2 us-west3 us-west4")
                    .split(" ", -1));

    private static final RegionSettings THREE = new RegionSettings(List.of("a", "b", "c"), List.of("b"));

    @Test
    void serving_leavesDrainedOnesOut() {
        assertEquals(List.of("a", "c"), THREE.serving());
    }

    @ParameterizedTest
    @CsvSource({"a, a c", "b, b c a", "c, c a"})
    void workersFor_ownFirstThenThoseThatServeFromHere(String region, String workers) {
        assertEquals(List.of(workers.split(" ", -1)), THREE.workersFor(region));
    }

    @Test
    void subnetRange_followsFromTheNameAlone() {
        assertEquals("10.71.171.0/24", SubnetRange.of("us-central1"));
    }

    @Test
    void subnetRange_isAnotherForEachRegion() {
        assertEquals(ALL.size(), ALL.stream().map(SubnetRange::of).distinct().count());
        assertTrue(ALL.stream()
                .map(SubnetRange::of)
                .allMatch(range -> range.matches("10\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\.\\d+\\.0/24")));
    }

    @ParameterizedTest
    @CsvSource({
        "us-east1, us",
        "southamerica-east1, us",
        "europe-west4, europe",
        "me-west1, europe",
        "asia-east1, asia",
        "australia-southeast1, asia"
    })
    void continent_isTheNearestMultiRegion(String region, String continent) {
        assertEquals(continent, Continent.of(region));
    }
}
