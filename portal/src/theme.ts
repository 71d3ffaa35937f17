/**
 * Chancery's Ant Design 6 theme: every colour, size and radius of the portal. Nothing is written in hex outside this file.
 * Use: <ConfigProvider theme={dark ? themes.dark : themes.light} button={{ autoInsertSpace: false }} locale={…}>
 * (autoInsertSpace: without it Ant sets 签发 as 签 发).
 */
import { theme, type ThemeConfig } from 'antd';

type Algorithm = typeof theme.darkAlgorithm;
type Tokens = NonNullable<ThemeConfig['token']>;

/** Ant's algorithms shift colours, most of all in dark; this last step puts back the values whose contrast was checked. */
const exactly = (values: Tokens): Algorithm => (_seed, map) => ({ ...map!, ...values });

/** Colours that Ant Design has no word for. Used through CSS variables of the same names. */
export const state = {
  light: {
    seal: '#C4161C', sealBg: '#FBE8E7', // 印章、红头、特急加急: nothing else
    returned: '#7B3F8C', returnedBg: '#F3EAF6',
    approved: '#2B7340', approvedBg: '#E5F2E8',
    overdue: '#A1450B', overdueBg: '#FBEDE1', // also errors and warnings that stop
    soon: '#7A5800', soonBg: '#FAF2D6',
    desk: '#E4E9EA', paper: '#FFFFFF', paperInk: '#111111', paperRed: '#D0121B',
  },
  dark: {
    seal: '#FF7A6E', sealBg: '#40201F',
    returned: '#CFA0DD', returnedBg: '#34253A',
    approved: '#7CC793', approvedBg: '#1B3424',
    overdue: '#F2A06A', overdueBg: '#3E2715',
    soon: '#DDBB55', soonBg: '#352C10',
    desk: '#0C1011', paper: '#F1F1EE', paperInk: '#111111', paperRed: '#D0121B', // paper stays paper
  },
} as const;

const shape = {
  fontFamily:
    '-apple-system,"SF Pro Text","Segoe UI","PingFang SC","HarmonyOS Sans SC","Microsoft YaHei UI","Noto Sans CJK SC","Noto Sans SC",sans-serif',
  fontSize: 14, fontSizeSM: 12, fontSizeLG: 16, fontSizeHeading1: 24, fontSizeHeading2: 20, fontSizeHeading3: 16, fontSizeHeading4: 14,
  lineHeight: 22 / 14, fontWeightStrong: 600,
  borderRadius: 6, borderRadiusSM: 4, borderRadiusXS: 3, borderRadiusLG: 8,
  controlHeight: 32, controlHeightSM: 26, controlHeightLG: 36,
  sizeUnit: 4, sizeStep: 4, padding: 16, paddingSM: 12, paddingXS: 8, margin: 16, marginSM: 12, marginXS: 8,
  lineWidth: 1, lineWidthFocus: 2, controlOutlineWidth: 2, wireframe: false,
  motionDurationFast: '80ms', motionDurationMid: '140ms', motionDurationSlow: '200ms',
} satisfies Tokens;

const parts = (c: { line: string; head: string; hover: string; select: string; side: string; text: string; text2: string; primary: string; onPrimary: string; field: string; surface: string }): ThemeConfig['components'] => ({
  Layout: { siderBg: c.side, headerBg: c.surface, bodyBg: c.surface, headerHeight: 48, headerPadding: '0 16px' },
  Menu: { itemBg: 'transparent', itemSelectedBg: c.surface, itemSelectedColor: c.text, itemColor: c.text2, itemHeight: 32, itemBorderRadius: 6, itemMarginInline: 0 },
  Button: { primaryColor: c.onPrimary, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500, defaultBorderColor: c.field },
  Input: { activeShadow: `0 0 0 2px ${c.select}` },
  Select: { optionSelectedBg: c.select },
  Checkbox: { colorWhite: c.onPrimary },
  Table: { headerBg: c.head, headerColor: c.text2, headerSplitColor: 'transparent', rowHoverBg: c.hover, rowSelectedBg: c.select, rowSelectedHoverBg: c.select, borderColor: c.line, cellPaddingBlockSM: 6, cellPaddingInlineSM: 8, cellFontSizeSM: 13 },
  Tabs: { horizontalItemGutter: 20, horizontalItemPadding: '9px 0', itemColor: c.text2, itemSelectedColor: c.text, inkBarColor: c.primary },
  Form: { labelColor: c.text2, labelFontSize: 13, verticalLabelPadding: '0 0 3px', itemMarginBottom: 12 },
  Tag: { defaultBg: c.head, defaultColor: c.text2 },
  Modal: { titleFontSize: 16 },
  Timeline: { tailColor: c.line, itemPaddingBottom: 9 },
  Descriptions: { labelColor: c.text2, labelBg: 'transparent', itemPaddingBottom: 7 },
});

const lightColours = {
    colorPrimary: '#0F6170', colorPrimaryHover: '#0B505D', colorPrimaryActive: '#083F4A', colorPrimaryBg: '#E3EFF1', colorPrimaryBgHover: '#D6E8EB',
    colorLink: '#0F6170', colorLinkHover: '#0B505D', colorInfo: '#0F6170',
    colorSuccess: '#2B7340', colorWarning: '#7A5800', colorError: '#A1450B',
    colorText: '#171C1E', colorTextSecondary: '#4A5559', colorTextTertiary: '#5F6A6F', colorTextPlaceholder: '#5F6A6F', colorTextDisabled: '#8A969A',
    colorBgLayout: '#F5F7F7', colorBgContainer: '#FFFFFF', colorBgElevated: '#FFFFFF',
    colorBorder: '#8A969A', colorBorderSecondary: '#E1E6E7', colorSplit: '#E1E6E7', controlItemBgActive: '#E3EFF1', controlItemBgHover: '#F0F3F3', controlOutline: '#E3EFF1',
    boxShadowSecondary: '0 1px 2px rgba(23,28,30,.06),0 4px 16px rgba(23,28,30,.07)',
    colorInfoBg: '#E3EFF1', colorInfoBorder: '#B9D5DA', colorSuccessBg: '#E5F2E8', colorSuccessBorder: '#B5D6BD', colorSuccessText: '#2B7340',
    colorWarningBg: '#FAF2D6', colorWarningBorder: '#E3D08E', colorWarningText: '#7A5800', colorErrorBg: '#FBEDE1', colorErrorBorder: '#E8BE9C', colorErrorText: '#A1450B',
    colorErrorHover: '#8A3A08', colorErrorActive: '#6F2E05', colorErrorBorderHover: '#A1450B', colorWarningBorderHover: '#7A5800', colorPrimaryBorder: '#0F6170',
} satisfies Tokens;

const light: ThemeConfig = {
  algorithm: [theme.defaultAlgorithm, exactly(lightColours)],
  token: { ...shape, ...lightColours },
  components: parts({ line: '#E1E6E7', head: '#FAFBFB', hover: '#F0F3F3', select: '#E3EFF1', side: '#ECEFF0', text: '#171C1E', text2: '#4A5559', primary: '#0F6170', onPrimary: '#FFFFFF', field: '#8A969A', surface: '#FFFFFF' }),
};

const darkColours = {
    colorPrimary: '#62B6C4', colorPrimaryHover: '#7CC7D3', colorPrimaryActive: '#95D5DF', colorPrimaryBg: '#16343A', colorPrimaryBgHover: '#1B3F46',
    colorLink: '#62B6C4', colorLinkHover: '#7CC7D3', colorInfo: '#62B6C4', colorTextLightSolid: '#07211F',
    colorSuccess: '#7CC793', colorWarning: '#DDBB55', colorError: '#F2A06A',
    colorText: '#E6EBEC', colorTextSecondary: '#AEB9BC', colorTextTertiary: '#939FA3', colorTextPlaceholder: '#939FA3', colorTextDisabled: '#68767B',
    colorBgLayout: '#111617', colorBgContainer: '#171D1F', colorBgElevated: '#1F2729',
    colorBorder: '#68767B', colorBorderSecondary: '#283133', colorSplit: '#283133', controlItemBgActive: '#16343A', controlItemBgHover: '#1D2527', controlOutline: '#16343A',
    boxShadowSecondary: '0 1px 2px rgba(0,0,0,.4),0 6px 20px rgba(0,0,0,.35)',
    colorInfoBg: '#16343A', colorInfoBorder: '#24535C', colorSuccessBg: '#1B3424', colorSuccessBorder: '#2F5A3E', colorSuccessText: '#7CC793',
    colorWarningBg: '#352C10', colorWarningBorder: '#5E4F1E', colorWarningText: '#DDBB55', colorErrorBg: '#3E2715', colorErrorBorder: '#6E4626', colorErrorText: '#F2A06A',
    colorErrorHover: '#F6B68C', colorErrorActive: '#F9CBAC', colorErrorBorderHover: '#F2A06A', colorWarningBorderHover: '#DDBB55', colorPrimaryBorder: '#62B6C4',
} satisfies Tokens;

const dark: ThemeConfig = {
  algorithm: [theme.darkAlgorithm, exactly(darkColours)],
  token: { ...shape, ...darkColours },
  components: parts({ line: '#283133', head: '#1A2123', hover: '#1D2527', select: '#16343A', side: '#0D1213', text: '#E6EBEC', text2: '#AEB9BC', primary: '#62B6C4', onPrimary: '#07211F', field: '#68767B', surface: '#171D1F' }),
};

export const themes = { light, dark } as const;

/** The neutral ramp and what else the page's own styles need, by the names of the CSS variables. */
export const ramp = {
  light: {
    n0: '#FFFFFF', n25: '#FAFBFB', n50: '#F5F7F7', n100: '#ECEFF0', n150: '#E1E6E7', n200: '#D2D9DB', n300: '#B5BFC2', n400: '#8A969A',
    side: '#ECEFF0', line2: '#D2D9DB', 'on-pri': '#FFFFFF', 'on-seal': '#FFFFFF', note: '#F5F7F7',
  },
  dark: {
    n0: '#171D1F', n25: '#1A2123', n50: '#111617', n100: '#232C2E', n150: '#2A3436', n200: '#344043', n300: '#4B585C', n400: '#768388',
    side: '#0D1213', line2: '#354144', 'on-pri': '#07211F', 'on-seal': '#2A0B09', note: '#232C2E',
  },
} as const;

/** The colours that the page's own styles use, as CSS variables on the root element. */
export function variables(mode: 'light' | 'dark'): Record<string, string> {
  const token = mode === 'dark' ? darkColours : lightColours;
  const own = state[mode];
  return {
    ...ramp[mode],
    text: token.colorText, text2: token.colorTextSecondary, text3: token.colorTextTertiary,
    bg: token.colorBgLayout, surface: token.colorBgContainer, raised: token.colorBgElevated,
    line: token.colorSplit, hover: token.controlItemBgHover, field: token.colorBorder,
    pri: token.colorPrimary, 'pri-bg': token.colorPrimaryBg, shadow: token.boxShadowSecondary,
    seal: own.seal, 'seal-bg': own.sealBg, ret: own.returned, 'ret-bg': own.returnedBg, ok: own.approved, 'ok-bg': own.approvedBg,
    over: own.overdue, 'over-bg': own.overdueBg, soon: own.soon, 'soon-bg': own.soonBg,
    desk: own.desk, paper: own.paper, 'paper-ink': own.paperInk, 'paper-red': own.paperRed,
    sans: shape.fontFamily,
  };
}
