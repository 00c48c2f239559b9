package org.acme.gallery;

import java.net.URI;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkiverse.cloudfront.signer.SignedResource;

public record EditablePhoto(String title,
        @SignedResource @JsonProperty(access = JsonProperty.Access.READ_ONLY) URI image) {
}
