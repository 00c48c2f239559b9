package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.util.List;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;

/**
 * A method with {@code @SignedResource}. A test only sets the elements that it needs.
 */
public final class TestMethod {

    private String signer = SignerName.DEFAULT;
    private Delivery delivery = Delivery.URL;
    private String resource = "";
    private String expiresIn = "";
    private boolean bindToIp;
    private Content content = Content.URL;
    private boolean rest;
    private PlaylistMode playlists = PlaylistMode.NEVER;
    private FieldPlacement fields = FieldPlacement.NONE;
    private boolean forUsers;
    private boolean writesHead;

    public TestMethod signer(String name) {
        signer = name;
        return this;
    }

    public TestMethod cookies() {
        delivery = Delivery.COOKIES;
        return this;
    }

    public TestMethod resource(String template) {
        resource = template;
        return this;
    }

    public TestMethod expiresIn(String life) {
        expiresIn = life;
        return this;
    }

    public TestMethod bindToIp() {
        bindToIp = true;
        return this;
    }

    public TestMethod content(Content kind) {
        content = kind;
        return this;
    }

    public TestMethod rest() {
        rest = true;
        return this;
    }

    public TestMethod playlists(PlaylistMode mayBe) {
        playlists = mayBe;
        return this;
    }

    public TestMethod fields(FieldPlacement carried) {
        fields = carried;
        return this;
    }

    public TestMethod writesHead() {
        writesHead = true;
        return this;
    }

    public TestMethod forUsers() {
        forUsers = true;
        return this;
    }

    public SignedMethodInfo build() {
        return new SignedMethodInfo("Album.any",
                new SignedMethodInfo.Elements(signer, delivery, resource, expiresIn, bindToIp, content),
                new SignedMethodInfo.Call(rest, List.of("id", "other"), List.of("id"), forUsers, List.of("any")),
                new SignedMethodInfo.Result(playlists, fields, writesHead));
    }
}
