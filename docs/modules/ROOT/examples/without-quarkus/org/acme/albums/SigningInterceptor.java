package org.acme.albums;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;

@Signed
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class SigningInterceptor {

    @Inject
    CloudFrontSigner signer;

    @AroundInvoke
    Object sign(InvocationContext call) throws Exception {
        Object result = call.proceed();
        if (result instanceof String path) {
            return signer.sign(path);
        }
        if (result instanceof List<?> paths) {
            return paths.stream().map(path -> signer.sign((String) path)).toList();
        }
        throw new IllegalStateException(call.getMethod() + " must return a String or a List<String>"); // <1>
    }
}
