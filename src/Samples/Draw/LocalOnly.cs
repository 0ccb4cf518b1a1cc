using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>
/// Keeps other sites out of the page, which a browser on this computer may have open beside it: a name that was made to point here
/// (DNS rebinding) is not answered, and only the page itself may send. What is answered may load nothing from elsewhere.
/// </summary>
internal static class LocalOnly
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";

        var (request, port) = (context.Request, context.Connection.LocalPort);
        if (request.Host.Host is not ("127.0.0.1" or "localhost") || (request.Host.Port ?? 80) != port)
        {
            throw new BadHttpRequestException($"This page is for this computer only, at http://127.0.0.1:{port}/.", StatusCodes.Status403Forbidden);
        }

        if (!HttpMethods.IsGet(request.Method) && !StringValues.Equals(request.Headers.Origin, $"http://{request.Host.Value}"))
        {
            throw new BadHttpRequestException("Only the page itself may send anything.", StatusCodes.Status403Forbidden);
        }

        return next(context);
    }
}
