using MlNetPublicizer;

if (args.Length < 3)
{
    Console.Error.WriteLine("usage: MlNetPublicizer <list of members> <output folder> <assembly>...");
    return 2;
}

var listPath = args[0];
var outputFolder = args[1];
var errors = 0;
try
{
    var list = ListedType.ReadAll(listPath);
    Directory.CreateDirectory(outputFolder);
    foreach (var assemblyPath in args.AsSpan(2))
    {
        var copy = new AssemblyCopy(assemblyPath);
        foreach (var type in list.Where(type => type.Assembly == copy.Name))
        {
            foreach (var problem in copy.Show(type))
            {
                // The form that MSBuild recognises as an error with a place.
                Console.Error.WriteLine($"{listPath}({type.Line}): error MLP0003: {problem}");
                errors++;
            }
        }

        if (errors == 0)
            copy.Save(Path.Combine(outputFolder, Path.GetFileName(assemblyPath)));
    }
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or BadImageFormatException)
{
    Console.Error.WriteLine($"{listPath}: error MLP0003: {e.Message}");
    errors++;
}

return errors == 0 ? 0 : 1;
