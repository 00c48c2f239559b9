package io.quarkiverse.cloudfront.signer.runtime.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Logs failures, and hides their messages from viewers: an error response must not contain the URL that could not be signed.
 */
public class CloudFrontSignerExceptionMapper implements ExceptionMapper<CloudFrontSignerException> {

    private static final Logger LOG = Logger.getLogger(CloudFrontSignerExceptionMapper.class);

    @Override
    public Response toResponse(CloudFrontSignerException exception) {
        if (exception.reason() == Reason.INVALID_PATH_PARAMETER) {
            LOG.warn(exception.getMessage());
            return Response.status(Response.Status.NOT_FOUND).build();
        }
        LOG.error(exception.getMessage(), exception.getCause());
        return Response.serverError().build();
    }
}
