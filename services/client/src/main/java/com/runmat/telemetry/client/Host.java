package com.runmat.telemetry.client;

import java.util.Locale;

/** Operating system and processor, each as one of a few fixed words, never the system's own text. */
record Host(String os, String arch) {
    static Host current() {
        return new Host(os(System.getProperty("os.name", "")), arch(System.getProperty("os.arch", "")));
    }

    /** As release files are named: {@code macos-aarch64}. */
    String platform() {
        return os + "-" + arch;
    }

    static String os(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac") || lower.startsWith("darwin")) {
            return "macos";
        }
        if (lower.startsWith("windows")) {
            return "windows";
        }
        return lower.equals("linux") || lower.equals("freebsd") ? lower : "other";
    }

    static String arch(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch64";
            case "x86", "i386", "i486", "i586", "i686" -> "x86";
            case "arm" -> "arm";
            case "riscv64" -> "riscv64";
            default -> "other";
        };
    }
}
