using System.CommandLine;

namespace Ml.Net.Mlp.Samples;

/// <summary>The option that says where a sample's pictures go, checked before anything starts.</summary>
internal static class PicturesOption
{
    public static Option<string> Create(string sample)
    {
        var folder = Path.Combine(Path.GetTempPath(), sample);
        var option = new Option<string>("--pictures")
        {
            Description = "The folder for pictures; it is made where there is none.",
            HelpName = "folder",
            DefaultValueFactory = _ => folder,
        };
        option.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>() ?? "";
            try
            {
                Directory.CreateDirectory(value);
            }
            catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException)
            {
                result.AddError($"--pictures is '{value}'; expected a folder, or a place where one can be made.");
            }
        });
        return option;
    }
}
