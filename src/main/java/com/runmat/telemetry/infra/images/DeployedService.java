package com.runmat.telemetry.infra.images;

/** A module under {@code services/} that is deployed as an image. */
enum DeployedService {
    WORKER("worker"),
    FORWARDER("udp-forwarder");

    private final String module;

    DeployedService(String module) {
        this.module = module;
    }

    /** The Maven module, and the image's name in its repository. */
    String module() {
        return module;
    }

    /** The image's reference in a registry. */
    String in(String path, String tag) {
        return path + "/" + module + ":" + tag;
    }
}
