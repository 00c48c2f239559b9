package org.acme.gallery;

import java.util.List;

// tag::page[]
public record PhotoPage<T>(List<T> items, int total) {
}
// end::page[]
