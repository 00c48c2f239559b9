package io.quarkiverse.cloudfront.signer.applications.grpc;

import com.google.protobuf.StringValue;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.quarkiverse.cloudfront.signer.applications.beans.Caller;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;

/** A service like generated code, with text as messages, that calls a bean. */
@GrpcService
@Blocking
public class PictureService implements BindableService {

    static final MethodDescriptor<StringValue, StringValue> CALL = MethodDescriptor
            .<StringValue, StringValue> newBuilder().setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("Pictures/call")
            .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
            .build();

    private final Caller caller;

    PictureService(Caller caller) {
        this.caller = caller;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerServiceDefinition.builder("Pictures")
                .addMethod(CALL, ServerCalls.asyncUnaryCall((cell, observer) -> {
                    observer.onNext(StringValue.of(caller.call(cell.getValue())));
                    observer.onCompleted();
                }))
                .build();
    }
}
