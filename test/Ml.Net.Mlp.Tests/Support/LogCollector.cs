using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>Keeps what an MLContext logs.</summary>
internal sealed class LogCollector
{
    private readonly List<LoggingEventArgs> _messages = [];

    public LogCollector(MLContext mlContext) => mlContext.Log += (_, e) => _messages.Add(e);

    public IEnumerable<string> Messages(ChannelMessageKind kind) => _messages.Where(m => m.Kind == kind).Select(m => m.Message);
}
