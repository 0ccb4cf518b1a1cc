// Draws the charts of the page in its colours, follows changes of size and of the light, and shows what stands behind a cell or a node.
(() => {
  'use strict';
  const root = document.documentElement;
  const specs = JSON.parse(document.getElementById('charts').textContent);
  const charts = new Map();
  root.classList.remove('plain');

  const color = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const percent = value => {
    const text = (value * 100).toFixed(1);
    return (text === '100.0' && value < 1) || (text === '0.0' && value > 0) ? (value * 100).toFixed(3) + ' %' : text + ' %';
  };
  const number = value => {
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(2);
    return value.toLocaleString('en', size >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 });
  };
  const format = axis => value => value == null || Number.isNaN(value) ? '-'
    : axis.isShare ? percent(value) : axis.isWhole ? Math.round(value).toLocaleString('en') : number(value);
  const tick = axis => value => axis.isShare ? +(value * 100).toFixed(3) + ' %' : axis.isWhole ? value.toLocaleString('en') : number(value);

  const drawnAxis = (axis, isX, bars) => ({
    type: axis.categories ? 'category' : 'value',
    data: axis.categories,
    min: axis.min,
    max: axis.max,
    scale: !bars,
    minInterval: axis.isWhole ? 1 : undefined,
    name: axis.name,
    nameLocation: isX ? 'middle' : 'end',
    nameGap: isX ? 28 : 12,
    nameTextStyle: { color: color('soft'), fontSize: 12, align: isX ? 'center' : 'left' },
    axisLine: { show: isX, lineStyle: { color: color('line') } },
    axisTick: { show: false },
    axisLabel: {
      color: color('soft'), fontSize: 12, hideOverlap: true, formatter: axis.categories ? undefined : tick(axis),
      width: isX ? 76 : 150, overflow: 'truncate',
    },
    splitLine: { show: !axis.categories, lineStyle: { color: color('grid') } },
    interval: axis.isShare && axis.max === 1 ? .25 : undefined,
    splitNumber: isX ? 4 : 5,
  });

  const drawnSeries = (series, spec) => {
    const paint = color(series.color);
    const dots = series.data.length <= 30 && !series.silent;
    const drawn = {
      name: series.name,
      type: series.kind === 'points' ? 'scatter' : series.kind,
      data: series.data.map(place => place.length === 1 ? place[0] : place),
      silent: series.silent,
      itemStyle: { color: paint },
      emphasis: { disabled: series.kind !== 'points' },
    };
    if (series.kind === 'line') {
      Object.assign(drawn, { showSymbol: dots, symbol: 'circle', symbolSize: 6, lineStyle: { color: paint, width: 2, type: series.dashed ? [6, 4] : 'solid' } });
      if (series.silent) Object.assign(drawn, { tooltip: { show: false }, lineStyle: { color: paint, width: 1.5, type: [4, 4] } });
    } else if (series.kind === 'points') {
      Object.assign(drawn, { symbolSize: 5, itemStyle: { color: paint, opacity: .55 } });
    } else {
      Object.assign(drawn, { barMaxWidth: 28, barCategoryGap: '20%' });
    }
    if (spec.mark && series === spec.series[0]) {
      drawn.markLine = {
        silent: true, symbol: 'none', data: [{ xAxis: spec.mark.x }],
        lineStyle: { color: color('muted'), type: [3, 3], width: 1.5 },
        label: { formatter: spec.mark.label, color: color('soft'), fontSize: 12, position: 'end' },
      };
    }
    return drawn;
  };

  const text = value => echarts.format.encodeHTML(String(value));
  const tooltip = spec => {
    const points = spec.series.some(series => series.kind === 'points');
    const lying = Boolean(spec.y.categories);
    const values = format(lying ? spec.x : spec.y);
    return {
      trigger: points ? 'item' : 'axis',
      confine: true,
      backgroundColor: color('card'), borderColor: color('line'), textStyle: { color: color('text'), fontSize: 13 },
      axisPointer: { type: spec.series.some(series => series.kind === 'bar') ? 'shadow' : 'line', label: { show: false } },
      formatter: items => {
        const shown = [].concat(items).filter(item => !spec.series[item.seriesIndex].silent);
        if (shown.length === 0) return '';
        const head = spec.x.categories || spec.y.categories ? text(shown[0].name)
          : `${text(spec.x.name)} ${format(spec.x)(shown[0].value[0])}`;
        return [head, ...shown.map(item =>
          `${item.marker}${text(item.seriesName)} <b>${values(Array.isArray(item.value) ? item.value[1] : item.value)}</b>`)].join('<br>');
      },
    };
  };

  const option = spec => {
    const named = spec.series.filter(series => !series.silent);
    const legend = named.length > 1;
    const bars = spec.series.some(series => series.kind === 'bar');
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 4, right: 18, top: (legend ? 28 : 8) + (spec.y.name || spec.mark ? 24 : 0), bottom: spec.x.name ? 34 : 6, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      legend: {
        show: legend, top: 0, left: 0, itemWidth: 24, itemHeight: 10, inactiveColor: color('muted'),
        textStyle: { color: color('text'), fontSize: 12 }, data: named.map(series => series.name),
      },
      tooltip: tooltip(spec),
      xAxis: drawnAxis(spec.x, true, bars),
      yAxis: drawnAxis(spec.y, false, bars),
      series: spec.series.map(series => drawnSeries(series, spec)),
    };
  };

  const draw = id => {
    charts.get(id).setOption(option(specs[id]), true);
    charts.get(id).getZr().flush();
  };
  const drawAll = () => charts.forEach((_, id) => draw(id));

  for (const id of Object.keys(specs)) {
    const place = document.getElementById(id);
    if (specs[id].y.categories) place.style.height = 60 + 22 * specs[id].y.categories.length + 'px';
    charts.set(id, echarts.init(place, null, { renderer: 'svg' }));
    place.firstElementChild.setAttribute('aria-hidden', 'true');
    draw(id);
    new ResizeObserver(() => {
      if (!root.classList.contains('paper')) charts.get(id).resize();
    }).observe(place);
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);

  // Paper is light, and narrower than most windows: charts are drawn for it before, and as they were after.
  const print = () => {
    if (root.classList.contains('paper')) return;
    root.classList.add('paper');
    charts.forEach((chart, id) => {
      chart.resize({ width: 320, height: chart.getDom().clientHeight });
      draw(id);
    });
  };
  const printed = () => {
    root.classList.remove('paper');
    charts.forEach(chart => chart.resize({ width: 'auto', height: 'auto' }));
    drawAll();
  };
  addEventListener('beforeprint', print);
  addEventListener('afterprint', printed);
  matchMedia('print').addEventListener('change', event => event.matches ? print() : printed());

  const tip = document.getElementById('tip');
  const weights = document.querySelectorAll('.network .weights');
  const light = node => {
    for (const group of weights) {
      group.classList.toggle('dim', node !== undefined);
      for (const line of group.children) line.classList.toggle('lit', node !== undefined && (line.dataset.a === node || line.dataset.b === node));
    }
  };
  const show = target => {
    tip.hidden = !target;
    light(target?.dataset.node);
    if (!target) return;
    tip.textContent = target.dataset.tip;
    const [box, own] = [target.getBoundingClientRect(), tip.getBoundingClientRect()];
    tip.style.left = Math.max(4, Math.min(innerWidth - own.width - 4, box.left + box.width / 2 - own.width / 2)) + 'px';
    tip.style.top = (box.top - own.height - 6 > 0 ? box.top - own.height - 6 : box.bottom + 6) + 'px';
  };
  document.addEventListener('pointerover', event => show(event.target.closest?.('[data-tip]')));
  document.addEventListener('scroll', () => show(document.querySelector('[data-tip]:hover')), { capture: true, passive: true });
})();
