using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>The files of the page, which lie inside of the assembly.</summary>
internal static class PageFiles
{
    private const string Prefix = "Draw.Page.";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var resource in typeof(PageFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var name = resource[Prefix.Length..];
            routes.MapGet(name == "index.html" ? "/" : $"/{name}", context => SendAsync(context, resource));
        }
    }

    private static async Task SendAsync(HttpContext context, string resource)
    {
        await using var content = typeof(PageFiles).Assembly.GetManifestResourceStream(resource)!;
        context.Response.ContentType = Types[Path.GetExtension(resource)];
        context.Response.ContentLength = content.Length;
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
