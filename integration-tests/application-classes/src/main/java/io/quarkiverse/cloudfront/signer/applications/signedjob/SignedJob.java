package io.quarkiverse.cloudfront.signer.applications.signedjob;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;

import jakarta.inject.Singleton;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.scheduler.Scheduled;

/** Annotated jobs. */
@Singleton
public class SignedJob {

    @Scheduled(every = "1h")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    void cookies() {
    }
}
