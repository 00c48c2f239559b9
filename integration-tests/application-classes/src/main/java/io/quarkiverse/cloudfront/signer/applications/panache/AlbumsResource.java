package io.quarkiverse.cloudfront.signer.applications.panache;

import io.quarkus.hibernate.orm.rest.data.panache.PanacheRepositoryResource;

/** Endpoints that REST Data Panache generates for a repository. */
public interface AlbumsResource extends PanacheRepositoryResource<AlbumRepository, Album, Long> {
}
