package io.quarkiverse.cloudfront.signer.applications.grpc;

import java.util.concurrent.TimeUnit;

import com.google.protobuf.StringValue;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;

/** A client of the service. */
public final class PictureClient {

    private PictureClient() {
    }

    public static String call(int port, String cell, String authorization) {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
        try {
            Channel secured = channel;
            if (authorization != null) {
                Metadata headers = new Metadata();
                headers.put(Metadata.Key.of("Authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
                secured = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
            }
            return ClientCalls.blockingUnaryCall(secured, PictureService.CALL,
                    CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS),
                    StringValue.of(cell)).getValue();
        } finally {
            channel.shutdownNow();
        }
    }
}
