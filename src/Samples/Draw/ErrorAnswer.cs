using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>Answers what goes wrong with a status and <c>{"error": "..."}</c>, which the page shows.</summary>
internal static class ErrorAnswer
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed })
            {
                await WriteAsync(context, context.Response.StatusCode, $"There is no {context.Request.Method} {context.Request.Path}.");
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser has gone away; nobody waits for an answer.
        }
        catch (BadHttpRequestException error)
        {
            await WriteAsync(context, error.StatusCode, error.Message);
        }
        catch (FormatException error)
        {
            await WriteAsync(context, StatusCodes.Status422UnprocessableEntity, error.Message);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{context.Request.Method} {context.Request.Path}: {error}"));
            await WriteAsync(context, StatusCodes.Status500InternalServerError, $"The program failed: {error.Message}");
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = message });
    }
}
