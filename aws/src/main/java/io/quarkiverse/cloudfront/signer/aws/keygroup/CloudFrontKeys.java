package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontResponse;
import software.amazon.awssdk.services.cloudfront.model.CreatePublicKeyResponse;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.InvalidIfMatchVersionException;
import software.amazon.awssdk.services.cloudfront.model.KeyGroupList;
import software.amazon.awssdk.services.cloudfront.model.NoSuchPublicKeyException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchResourceException;
import software.amazon.awssdk.services.cloudfront.model.PreconditionFailedException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyConfig;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyInUseException;
import software.amazon.awssdk.services.cloudfront.model.PublicKeyList;
import software.amazon.awssdk.services.cloudfront.model.PublicKeySummary;

/**
 * The requests to CloudFront, and what their failures mean. Lists are read to their end.
 */
final class CloudFrontKeys {

    /** An account has far fewer key groups, keys, and distributions. */
    private static final int MOST_PAGES = 100;

    private final CloudFrontClient client;
    private Instant now = Instant.EPOCH;

    CloudFrontKeys(CloudFrontClient client) {
        this.client = client;
    }

    /** The time of CloudFront's last answer, because the clock of this machine can be wrong. */
    Instant now() {
        return now;
    }

    KeyGroup keyGroup(String id) {
        return KeyGroup.of(call("GetKeyGroup", () -> {
            try {
                return client.getKeyGroup(request -> request.id(id));
            } catch (NoSuchResourceException e) {
                throw RotationException.unknown("The account has no key group " + id
                        + ". aws cloudfront list-key-groups lists them", e);
            }
        }));
    }

    /** @return empty if the key group has changed since it was read */
    Optional<KeyGroup> update(KeyGroup group, List<String> keyPairIds) {
        try {
            return Optional.of(KeyGroup.of(call("UpdateKeyGroup", () -> client.updateKeyGroup(request -> request.id(group.id())
                    .ifMatch(group.version()).keyGroupConfig(group.config().toBuilder().items(keyPairIds).build())))));
        } catch (PreconditionFailedException | InvalidIfMatchVersionException e) {
            return Optional.empty();
        }
    }

    List<PublicKeySummary> publicKeys() {
        return pages(marker -> call("ListPublicKeys", () -> client.listPublicKeys(request -> request.marker(marker)))
                .publicKeyList(), PublicKeyList::nextMarker).stream().flatMap(page -> page.items().stream()).toList();
    }

    /** All uploads of the same key. */
    List<UploadedKey> find(PublicKey key) {
        return publicKeys().stream().filter(uploaded -> UploadedKey.isKey(uploaded, key)).map(UploadedKey::of).toList();
    }

    /** @return empty if there is one with the same name or caller reference */
    Optional<UploadedKey> create(PublicKeyConfig config) {
        try {
            CreatePublicKeyResponse created = call("CreatePublicKey",
                    () -> client.createPublicKey(request -> request.publicKeyConfig(config)));
            return Optional.of(new UploadedKey(created.publicKey().id(), created.publicKey().createdTime(),
                    Objects.requireNonNullElse(config.comment(), "")));
        } catch (PublicKeyAlreadyExistsException e) {
            return Optional.empty();
        }
    }

    /** @return null if there is no such key */
    @Nullable
    String version(String keyPairId) {
        try {
            return call("GetPublicKey", () -> client.getPublicKey(request -> request.id(keyPairId))).eTag();
        } catch (NoSuchPublicKeyException e) {
            return null;
        }
    }

    /** @return false if a key group has the key, or it has changed since its version was read */
    boolean delete(String keyPairId, String version) {
        try {
            call("DeletePublicKey", () -> client.deletePublicKey(request -> request.id(keyPairId).ifMatch(version)));
            return true;
        } catch (NoSuchPublicKeyException e) {
            return true;
        } catch (PublicKeyInUseException | PreconditionFailedException | InvalidIfMatchVersionException e) {
            return false;
        }
    }

    List<String> keyGroupsWith(String keyPairId) {
        return pages(marker -> call("ListKeyGroups", () -> client.listKeyGroups(request -> request.marker(marker)))
                .keyGroupList(), KeyGroupList::nextMarker).stream().flatMap(page -> page.items().stream())
                .filter(group -> group.keyGroup().keyGroupConfig().items().contains(keyPairId))
                .map(group -> group.keyGroup().id()).toList();
    }

    List<String> distributionsOf(String keyGroupId) {
        return pages(marker -> call("ListDistributionsByKeyGroup",
                () -> client.listDistributionsByKeyGroup(request -> request.keyGroupId(keyGroupId).marker(marker)))
                .distributionIdList(), page -> Boolean.TRUE.equals(page.isTruncated()) ? page.nextMarker() : null)
                .stream().flatMap(page -> page.items().stream()).toList();
    }

    private static <P> List<P> pages(Function<@Nullable String, P> read, Function<P, @Nullable String> next) {
        List<P> pages = new ArrayList<>();
        String marker = null;
        do {
            if (pages.size() == MOST_PAGES) {
                throw RotationException.unknown("A list of CloudFront has more than " + MOST_PAGES + " pages");
            }
            pages.add(read.apply(marker));
            marker = next.apply(pages.get(pages.size() - 1));
        } while (marker != null);
        return pages;
    }

    Distribution distribution(String id) {
        return call("GetDistribution", () -> client.getDistribution(request -> request.id(id))).distribution();
    }

    /** Messages of the SDK do not contain credentials. */
    private <R extends CloudFrontResponse> R call(String operation, Supplier<R> request) {
        try {
            R response = request.get();
            readTime(response);
            return response;
        } catch (PreconditionFailedException | InvalidIfMatchVersionException | PublicKeyAlreadyExistsException
                | PublicKeyInUseException | NoSuchPublicKeyException e) {
            throw e;
        } catch (AwsServiceException e) {
            throw RotationException.unknown("CloudFront refused %s with %s. %s".formatted(operation, describe(e),
                    e.statusCode() == 403 ? "Check the credentials, which need the permission cloudfront:" + operation
                            : "Run the same command again when this is solved"),
                    e);
        } catch (SdkException e) {
            String host = client.serviceClientConfiguration().endpointOverride().map(URI::getAuthority).orElse("CloudFront");
            throw RotationException.unknown("%s failed before %s answered (%s). Check the credentials and the network, and run "
                    .formatted(operation, host, e.getMessage()) + "the same command again", e);
        }
    }

    /** Not every answer is from CloudFront itself, and has its code and a message. */
    private static String describe(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return "status " + e.statusCode() + (details == null || details.errorCode() == null ? ""
                : ": " + details.errorCode() + " (" + Objects.requireNonNullElse(details.errorMessage(), "no message") + ")");
    }

    private void readTime(CloudFrontResponse response) {
        response.sdkHttpResponse().firstMatchingHeader("Date")
                .ifPresent(date -> now = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    }
}
