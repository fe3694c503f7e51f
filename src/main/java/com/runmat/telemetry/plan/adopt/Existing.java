package com.runmat.telemetry.plan.adopt;

import java.util.Optional;

/** What is known of what stands. */
interface Existing {
    /** The last part of the id of what a search finds; empty when nothing is found. */
    Optional<String> find(IdTable.Search search, Inputs own, Inputs user);

    /** Whether what has this id is there. */
    boolean isThere(IdTable.Place place, String id, Inputs inputs);

    /** Whether anybody is asked at all: if not, all is taken to be there, and nothing is found. */
    default boolean asks() {
        return true;
    }

    /** Nobody is asked. */
    Existing ASSUMED = new Existing() {
        @Override
        public Optional<String> find(IdTable.Search search, Inputs own, Inputs user) {
            return Optional.empty();
        }

        @Override
        public boolean isThere(IdTable.Place place, String id, Inputs inputs) {
            return true;
        }

        @Override
        public boolean asks() {
            return false;
        }
    };
}
