package io.quarkiverse.cloudfront.signer.frameworks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of {@code refusals.csv}.
 *
 * @param rest the beginning of the path, with its query, where the browser comes to rest
 * @param status of the page that it shows there
 */
record Refusal(How how, String path, String rest, int status) {

    /** The browser is at the provider, which asks for a password. */
    static final String PROVIDER = "provider";

    /** Who asks for a page, and how. */
    enum How {
        /** Another site has a link to it, for a user who has logged in. */
        LINK,
        /** Another site posts a form to it. */
        FORM,
        /** The site itself has a link to it. */
        OWN,
        /** The site itself shows it in a frame. */
        FRAME,
        /** Another site has a link to it, for a user whose signed cookies have expired. */
        EXPIRED,
        /** Another site has a link to it, for a viewer who has not logged in. */
        ANONYMOUS,
        /** Another site has a link to it, for a user whose login was revoked. */
        REVOKED;

        boolean isFromOtherSite() {
            return this != OWN && this != FRAME;
        }

        /** Whether the user can open files before, and has to afterwards. */
        boolean keepsAccess() {
            return this == LINK || this == FORM || this == OWN || this == FRAME;
        }
    }

    static List<Refusal> all() {
        try (InputStream table = Refusal.class.getResourceAsStream("/refusals.csv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .map(Refusal::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal parse(String line) {
        String[] row = line.split(", ?");
        return new Refusal(How.valueOf(row[0]), row[1], row[2].isEmpty() ? row[1] : row[2], Integer.parseInt(row[3]));
    }

    /** The tenant of quarkus-oidc whose path it is. */
    String tenant() {
        return Stream.of("shop", "code").filter(tenant -> path.contains("/docs/" + tenant + "/")).findFirst().orElse("app");
    }

    @Override
    public String toString() {
        return how + " " + path;
    }
}
