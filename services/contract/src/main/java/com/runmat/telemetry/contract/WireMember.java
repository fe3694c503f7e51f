package com.runmat.telemetry.contract;

/** What a member name of the table leads to: a leaf or a deeper object. */
sealed interface WireMember permits WireTree, WireTree.Leaf {}
