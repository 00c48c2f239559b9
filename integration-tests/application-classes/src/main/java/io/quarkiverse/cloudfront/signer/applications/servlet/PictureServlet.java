package io.quarkiverse.cloudfront.signer.applications.servlet;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.quarkiverse.cloudfront.signer.applications.beans.Caller;

/** A servlet that calls a bean. */
@WebServlet("/servlet/*")
public class PictureServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Caller caller;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().write(caller.call(request.getPathInfo().substring(1)));
    }
}
