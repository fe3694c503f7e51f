package com.runmat.telemetry.infra.images;

import com.pulumi.exceptions.RunException;

/** The images could not be had. Stops the update; the message names the cause in the words of who gave it. */
public final class ImagesFailed extends RunException {
    private static final long serialVersionUID = 1;

    ImagesFailed(String message) {
        super(message);
    }

    ImagesFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
