package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.util.List;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignerName;

/**
 * A method with {@code @SignedResource}, of which a test says what is special.
 */
final class TestMethod {

    private String signer = SignerName.DEFAULT;
    private Delivery delivery = Delivery.URL;
    private String resource = "";
    private String expiresIn = "";
    private boolean bindToIp;
    private boolean rest;
    private Playlists playlists = Playlists.NEVER;
    private CarriedMembers members = CarriedMembers.NONE;
    private boolean forUsers;
    private boolean writesHead;

    TestMethod signer(String name) {
        signer = name;
        return this;
    }

    TestMethod cookies() {
        delivery = Delivery.COOKIES;
        return this;
    }

    TestMethod resource(String template) {
        resource = template;
        return this;
    }

    TestMethod expiresIn(String life) {
        expiresIn = life;
        return this;
    }

    TestMethod bindToIp() {
        bindToIp = true;
        return this;
    }

    TestMethod rest() {
        rest = true;
        return this;
    }

    TestMethod playlists(Playlists mayBe) {
        playlists = mayBe;
        return this;
    }

    TestMethod members(CarriedMembers carried) {
        members = carried;
        return this;
    }

    TestMethod writesHead() {
        writesHead = true;
        return this;
    }

    TestMethod forUsers() {
        forUsers = true;
        return this;
    }

    SignedMethod build() {
        return new SignedMethod("Album.any", signer, delivery, resource, expiresIn, bindToIp, rest, List.of("id", "other"),
                List.of("id"), playlists, members, forUsers, writesHead, List.of("any"));
    }
}
