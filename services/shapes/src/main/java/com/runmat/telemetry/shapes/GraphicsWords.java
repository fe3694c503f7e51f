package com.runmat.telemetry.shapes;

/**
 * The words that graphics devices and their makers are named with. A name with another word is left out and counted as unfit
 * until that word stands here; a word of one to three capitals and a model's number need no place.
 *
 * <p>The list is closed on purpose. No shape tells a new maker's name from other words: {@code Zorbax 9000} looks like a person with
 * a number, {@code NVIDIA Zorbax} like the beginning of a sentence, {@code zorbax-gpu} like a machine. To keep the known words of such a name
 * alone would keep those of a private sentence as well. {@code unfit_device_name} and {@code unfit_device_vendor} say when words
 * are missing, and the name is one line here. Open is only what no text of a person's can have: a chip's code such as {@code NV136}.
 */
final class GraphicsWords {
    /** Makers, families, drivers and interfaces: words that say that a name is one of a graphics device. */
    static final Vocabulary NAMES = Vocabulary.of("""
            advanced amd apple arm asahi aspeed ati biren broadcom cambricon collabora freedreno glenfly google habana hat hisilicon huawei
            hygon iluvatar innosilicon intel jingjia loongson matrox mediatek mesa metax microsoft mthreads nouveau nvidia org panfrost
            panthor parallels qemu qualcomm raspberry redhat rockchip runmat samsung silicon threads tungsten unisoc verisilicon virtualbox
            vivante vmware xorg zhaoxin imagination

            adreno bifrost firegl firepro firestream geforce honeykrisp immortalis instinct jetson maleoon mali midgard powervr quadro
            radeon rogue rtx gtx rx ryzen snapdragon tegra tesla titan v3d valhall videocore xclipse xeon

            nvaa nvac nvaf nvce nvcf nvea

            angle d3d11 d3d12 direct3d direct3d11 direct3d12 gallium inprocess lavapipe llvm llvmpipe metal nvgpu nvk opengl panvk radv
            radeonsi softpipe svga3d swiftshader swrast turnip virgl virtio vulkan webgl webgpu webkit zink
            """);

    /** What stands beside them: generations, forms, kinds of companies. Alone they could be anything. */
    static final Vocabulary OTHERS = Vocabulary.of("""
            center co company computer corp corporation devices electronics foundation foundry gmbh group inc incorporated
            interactive international limited llc ltd media micro moore open red semiconductor semiconductors software source technologies
            technology with x

            ada alchemist alder ampere arc arctic arctics aruba atom barcelo barts battlemage blackwell bonaire broadwell caicos cape cayman
            cedar celeron celestial cezanne chagall cometlake curie custom cypress desna dozen druid ellesmere fermi fiji fire flex
            gemini generational grace grenada grid hainan hawaii haswell hopper icelake iris ironlake ivybridge juniper kabini kabylake
            kaveri kepler lake lexa lovelace lucienne lunar lunarlake maxwell mendocino meteor meteorlake mobility mullins nano navi orin oland palm
            pascal pentium phantom phoenix picasso pitcairn platinum polaris rage raphael raptor raptorlake raven rembrandt renoir rocket rubin
            sandybridge skylake stoney strix sumo tahiti tiger tigerlake tonga topaz trinity turing turks vangogh vega venus verde volta xavier

            accelerated accelerator adapter basic bit bits boost build chip chipset compatible compute controller core cores creator data design
            desktop device direct discrete display driver duo dual edition elite embedded emulated emulation engine es extreme family fantasy
            feature founders full gaming gb gddr gen generation generic gpu gpus graphics halo hardware hbm hbm2 hbm3 high hyper integrated
            laptop level lite lpddr max mhz ghz mobile model module msaa native one opencl optimus paravirtual paravirtualized pci pcie
            performance pipe platform plus power pro processor profile ps quad remote render renderer rendering rev revision screen series server
            standard station studio subzero super surface svga sxm system systems tensor ti tm turbo ultra unified unit unspecified version vga
            virtual virtualized vs warp wddm workstation xe xp
            cuda hip oneapi rocm sycl wgpu browser unknown other
            """);

    private GraphicsWords() {}
}
