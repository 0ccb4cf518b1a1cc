using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>The web server of the page, for this computer only. Stops with Ctrl+C.</summary>
internal sealed class DrawServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DrawServer(WebApplication app, string? portNotice)
    {
        _app = app;
        PortNotice = portNotice;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where the page is.</summary>
    public Uri Address { get; }

    /// <summary>Why it is not the port that was asked for, or <see langword="null"/>.</summary>
    public string? PortNotice { get; }

    /// <summary>Starts it.</summary>
    /// <param name="models">What can be picked.</param>
    /// <param name="port">The port, 0 for any that is free; another one is taken where it is not available.</param>
    public static async Task<DrawServer> StartAsync(ModelShelf models, int port)
    {
        try
        {
            return new DrawServer(await StartOnAsync(models, port), null);
        }
        catch (Exception error) when (port != 0 && error is IOException { InnerException: AddressInUseException } or SocketException)
        {
            var reason = error is IOException ? "taken by another program" : "not available";
            return new DrawServer(await StartOnAsync(models, 0), FormattableString.Invariant($"Port {port} is {reason}; this is another one."));
        }
    }

    /// <summary>Waits until Ctrl+C.</summary>
    public Task WaitAsync() => _app.WaitForShutdownAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<WebApplication> StartOnAsync(ModelShelf models, int port)
    {
        // Empty: neither settings files nor environment variables may open it to other addresses.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = DrawApi.MostDrawingBytes;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Use(ErrorAnswer.InvokeAsync);
        app.Use(LocalOnly.InvokeAsync);
        app.UseRouting();
        new DrawApi(models).Map(app);
        PageFiles.Map(app);
        try
        {
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
