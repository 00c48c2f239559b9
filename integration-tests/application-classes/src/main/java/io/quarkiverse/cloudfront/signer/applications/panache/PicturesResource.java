package io.quarkiverse.cloudfront.signer.applications.panache;

import io.quarkus.hibernate.orm.rest.data.panache.PanacheEntityResource;

/** Endpoints that REST Data Panache generates. */
public interface PicturesResource extends PanacheEntityResource<Picture, Long> {
}
