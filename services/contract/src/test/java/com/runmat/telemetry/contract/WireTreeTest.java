package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTreeTest {
    @Test
    void number_ofEachPlaceInTheTable_leadsToItsField() {
        for (Field field : Field.ALL) {
            for (Place place : field.places()) {
                WireTree.Leaf leaf = assertInstanceOf(WireTree.Leaf.class, at(place.path()), place::toString);
                assertSame(field, leaf.field(), place::toString);
                assertSame(place, leaf.place(), place::toString);
            }
        }
    }

    private static WireMember at(List<String> path) {
        WireMember member = WireTree.ROOT;
        for (String name : path) {
            WireTree tree = assertInstanceOf(WireTree.class, member);
            assertEquals(name, tree.name(tree.number(name)));
            member = tree.member(tree.number(name));
        }
        return member;
    }

    @Test
    void number_ofNearlyAName_isUnknown() {
        for (Field field : Field.ALL) {
            for (Place place : field.places()) {
                String name = place.path().get(0);
                assertEquals(WireTree.UNKNOWN, WireTree.ROOT.number(name + "s"));
                assertEquals(WireTree.UNKNOWN, WireTree.ROOT.number(name.toUpperCase(java.util.Locale.ROOT)));
                // same length, first, middle and last letter
                String other = name.charAt(0) + "#" + name.substring(Math.min(2, name.length() - 1));
                assertEquals(
                        name.equals(other) ? 0 : WireTree.UNKNOWN,
                        name.equals(other) ? 0 : WireTree.ROOT.number(other));
            }
        }
        assertEquals(WireTree.UNKNOWN, WireTree.ROOT.number(""));
    }

    @Test
    void number_looksAtNothingBesideTheName() {
        byte[] bytes = "xosx".getBytes(StandardCharsets.UTF_8);
        assertEquals(WireTree.ROOT.number("os"), WireTree.ROOT.number(bytes, 1, 3));
        assertEquals(WireTree.UNKNOWN, WireTree.ROOT.number(bytes, 1, 4));
        assertEquals(WireTree.UNKNOWN, WireTree.ROOT.number(bytes, 0, 3));
    }
}
