using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>What the page asks the program.</summary>
internal sealed class DrawApi(ModelShelf models)
{
    /// <summary>Bytes of a drawing, at most.</summary>
    public const int MostDrawingBytes = 1 << 20;

    private const string Json = "application/json";
    private const string Bytes = "application/octet-stream";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/models", context => context.Response.WriteAsJsonAsync(
            models.List().Select(entry => new { entry.Id, entry.Name }), context.RequestAborted));
        routes.MapGet("/models/{id:int}", context =>
        {
            var entry = Find(context);
            return context.Response.WriteAsJsonAsync(ModelInfo.Of(entry, models.Open(entry)), context.RequestAborted);
        });
        routes.MapPost("/models", SendModelAsync);
        routes.MapPost("/models/{id:int}/read", ReadAsync);
    }

    private async Task ReadAsync(HttpContext context)
    {
        RequireType(context, Json);
        var entry = Find(context);
        Drawing? drawing;
        try
        {
            drawing = await context.Request.ReadFromJsonAsync<Drawing>(context.RequestAborted);
        }
        catch (JsonException error)
        {
            throw new BadHttpRequestException($"The drawing can't be read: {error.Message}", error);
        }

        var strokes = (drawing ?? throw new BadHttpRequestException("The drawing is null.")).ToPoints();
        var reading = models.Get(entry).Read(DigitImage.Of(strokes));
        await context.Response.WriteAsJsonAsync(reading, context.RequestAborted);
    }

    private async Task SendModelAsync(HttpContext context)
    {
        RequireType(context, Bytes);
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = ModelShelf.MostBytes;
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var name = Path.GetFileName(context.Request.Query["name"].ToString());
        var entry = models.Add(name.Length > 0 ? name : "model.zip", content.ToArray());
        await context.Response.WriteAsJsonAsync(ModelInfo.Of(entry, models.Get(entry)), context.RequestAborted);
    }

    private ModelEntry Find(HttpContext context)
    {
        var id = (string)context.GetRouteValue("id")!;
        return models.Find(int.Parse(id, CultureInfo.InvariantCulture))
            ?? throw new BadHttpRequestException($"There is no model {id} (any more). Reload the page.", StatusCodes.Status404NotFound);
    }

    private static void RequireType(HttpContext context, string type)
    {
        var given = context.Request.ContentType;
        if (given is null || !given.Split(';')[0].Trim().Equals(type, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException($"The content is '{given}'; expected {type}.", StatusCodes.Status415UnsupportedMediaType);
        }
    }
}
