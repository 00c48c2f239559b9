package org.acme.gallery;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.SignedResource;

@ApplicationScoped
public class ReportMails {

    @PermitAll // <1>
    @SignedResource(resource = "/reports/{id}/*", expiresIn = "7d", content = Content.DIRECTORY) // <2>
    public String link(int id) {
        return "/reports/" + id + "/index.html";
    }
}
