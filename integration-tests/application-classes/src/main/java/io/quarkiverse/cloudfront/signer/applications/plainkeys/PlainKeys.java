package io.quarkiverse.cloudfront.signer.applications.plainkeys;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignerName;

/** Signs with a key of each type, and lists the security providers of the Java platform. */
@Path("/")
public class PlainKeys {

    @Inject
    CloudFrontSigner p256;

    @Inject
    @SignerName("rsa")
    CloudFrontSigner rsa;

    @GET
    @Path("p256")
    public String p256() {
        return p256.sign("/a.jpg").toString();
    }

    @GET
    @Path("rsa")
    public String rsa() {
        return rsa.sign("/a.jpg").toString();
    }

    @GET
    @Path("providers")
    public String providers() {
        return Arrays.stream(Security.getProviders()).map(Provider::getName).collect(Collectors.joining(" "));
    }
}
