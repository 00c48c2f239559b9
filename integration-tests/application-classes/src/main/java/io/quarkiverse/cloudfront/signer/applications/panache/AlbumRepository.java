package io.quarkiverse.cloudfront.signer.applications.panache;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepository;

@ApplicationScoped
public class AlbumRepository implements PanacheRepository<Album> {
}
