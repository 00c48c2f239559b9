package io.quarkiverse.cloudfront.signer.applications;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The viewer who sends a request.
 */
enum Viewer {

    NOBODY(Optional.empty()),
    WRONG_ROLE(Optional.of("viewer")),
    RIGHT_ROLE(Optional.of("admin"));

    private final Optional<String> name;

    Viewer(Optional<String> name) {
        this.name = name;
    }

    /** The value of the header that authenticates. User name, password, and role are equal. */
    Optional<String> authorization() {
        return name.map(user -> "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)));
    }
}
